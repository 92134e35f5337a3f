import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useRef, useState } from 'react';
import type { ImportReport } from '@/api/shapes';
import { uploadImport, type UploadProgress } from '@/api/upload';
import { useWriteKey } from '@/api/write-key';
import { isReadable } from './glance';
import type { Kind } from './kinds';

/** The file is not what it was when it was chosen, so that nothing of it was sent. */
export class FileChanged extends Error {
  override readonly name = 'FileChanged';
}

/** One way through a file: checking it, or importing it. */
export interface Run {
  start: (asked: { kind: Kind; file: File }) => void;
  stop: () => void;
  isRunning: boolean;
  isStopped: boolean;
  progress: UploadProgress | undefined;
  report: ImportReport | undefined;
  error: Error | null;
}

/** Sends a file, at most once at a time; sent again after a failure, it is imported once. */
export function useRun({ dryRun }: { dryRun: boolean }): Run {
  const queries = useQueryClient();
  const { key, renew } = useWriteKey();
  const [progress, setProgress] = useState<UploadProgress>();
  const controller = useRef<AbortController>(undefined);
  const stop = useCallback(() => controller.current?.abort(), []);
  useEffect(() => stop, [stop]);
  const run = useMutation({
    mutationFn: async ({ kind, file }: { kind: Kind; file: File }) => {
      if (!(await isReadable(file))) throw new FileChanged();
      controller.current = new AbortController();
      return uploadImport({
        path: `/api/v1/imports/${kind}`,
        dryRun,
        file,
        key: key(),
        signal: controller.current.signal,
        onProgress: setProgress,
      });
    },
    onMutate: () => setProgress(undefined),
    onSuccess: async () => {
      renew();
      // Whatever there is to see may be another now, but for who sees it.
      if (!dryRun) await queries.invalidateQueries({ predicate: ({ queryKey: [of] }) => of !== 'session' });
    },
  });
  const isStopped = run.error?.name === 'AbortError';
  return {
    start: run.mutate,
    stop,
    isRunning: run.isPending,
    isStopped,
    progress,
    report: run.data,
    error: isStopped ? null : run.error,
  };
}
