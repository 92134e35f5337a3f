import { cleanup, screen, waitFor } from '@testing-library/react';
import { beforeEach, expect, test } from 'vitest';
import { amount, line, open, product, recording, stocked, submit, written } from '@/testing/recording';
import { problem } from '@/testing/server';

let stock: Record<number, number>;
beforeEach(() => {
  stock = stocked();
});

const justRecorded = () => screen.findByRole('region', { name: 'Just recorded' });

test('sends the same key again where no answer came, and a new one after a success', async () => {
  const sent = recording(() => Response.error(), written(line(5, 17)));
  const { user } = await open('receipt');
  await user.type(amount(), '5');
  await user.click(submit());
  expect(await screen.findByRole('alert')).toHaveTextContent('It is not known whether this was saved.');
  await user.click(screen.getByRole('button', { name: 'Try again' }));
  await justRecorded();
  await user.type(product(), '5901234123457{Enter}');
  await waitFor(() => expect(product()).toHaveValue('B-1 · Bolt M8'));
  await user.type(amount(), '5');
  await user.click(submit());
  await waitFor(() => expect(sent).toHaveLength(3));
  expect(sent[1]).toEqual(sent[0]);
  expect(sent[2]?.key).not.toBe(sent[0]?.key);
});

test('sends once what is clicked twice', async () => {
  let go: () => void = () => undefined;
  const held = new Promise<void>((resolve) => {
    go = resolve;
  });
  const sent = recording(async () => {
    await held;
    return written(line(5, 17))();
  });
  const { user } = await open('receipt');
  await user.type(amount(), '5');
  await user.dblClick(submit());
  await user.type(amount(), '{Enter}');
  go();
  await justRecorded();
  expect(sent).toHaveLength(1);
});

test('says how much there is now where somebody was faster, and takes that', async () => {
  const sent = recording(
    () => {
      stock[1] = 3;
      return problem('insufficient-stock', 409);
    },
    written(line(-3, 0)),
  );
  const { user } = await open('issue');
  await user.type(amount(), '5');
  await user.click(submit());
  const alert = await screen.findByText('There are now 3 pieces; you asked for 5 pieces.');
  expect(alert).toBeInTheDocument();
  await user.click(screen.getByRole('button', { name: 'Record 3 pieces instead' }));
  await justRecorded();
  expect(sent[1]).toMatchObject({ key: sent[0]?.key, body: { quantity: 3 } });
});

test('lets it be tried again where somebody else is at the same stock', async () => {
  const sent = recording(() => problem('busy', 409), written(line(5, 17)));
  const { user } = await open('receipt');
  await user.type(amount(), '5{Enter}');
  expect(await screen.findByRole('alert')).toHaveTextContent('Somebody else is changing this just now');
  expect(amount()).toHaveValue('5');
  await user.click(screen.getByRole('button', { name: 'Try again' }));
  await justRecorded();
  expect(sent[1]).toEqual(sent[0]);
});

test('keeps the key where values change after an attempt without answer, and tells that it was saved', async () => {
  const sent = recording(
    () => Response.error(),
    () => problem('idempotency-key-reused', 422),
    written(line(7, 24)),
  );
  const { user } = await open('receipt');
  await user.type(amount(), '5{Enter}');
  await screen.findByRole('alert');
  await user.clear(amount());
  expect(await screen.findByText('An attempt has had no answer')).toBeInTheDocument();
  await user.type(amount(), '7{Enter}');
  expect(await screen.findByRole('alert')).toHaveTextContent('Your earlier attempt was recorded');
  expect(screen.getByRole('link', { name: 'Look at the history' })).toHaveAttribute(
    'href',
    '/movements?product=5',
  );
  expect(sent[1]?.key).toBe(sent[0]?.key);
  await user.click(screen.getByRole('button', { name: 'Record this as well' }));
  await justRecorded();
  expect(sent[2]?.key).not.toBe(sent[0]?.key);
  expect(sent[2]?.body).toMatchObject({ quantity: 7 });
});

test.each([
  ['inactive', 409, 'No longer in use'],
  ['not-found', 404, 'Something was deleted meanwhile'],
  ['gone-meanwhile', 409, 'Something was deleted meanwhile'],
  ['too-much-stock', 409, 'too-much-stock.'],
  ['unavailable', 503, 'unavailable.'],
])('says why the API has refused: %s', async (kind, status, sentence) => {
  recording(() => problem(kind, status));
  const { user } = await open('receipt');
  await user.type(amount(), '5{Enter}');
  expect(await screen.findByText(sentence)).toBeInTheDocument();
  expect(screen.queryByText('An attempt has had no answer')).not.toBeInTheDocument();
});

test('tells at the field what the API says about a value', async () => {
  const errors = [{ in: 'body', field: 'quantity', message: 'Less is expected.' }];
  recording(() => problem('invalid', 422, { errors }));
  const { user } = await open('receipt');
  await user.type(amount(), '5{Enter}');
  expect(await screen.findByText('Less is expected.')).toBeInTheDocument();
  expect(amount()).toBeInvalid();
  expect(screen.queryByRole('alert')).not.toBeInTheDocument();
});

test('keeps everything where the session has ended, and records it afterwards', async () => {
  const sent = recording(() => problem('sign-in-required', 401), written(line(5, 17)));
  const { user } = await open('receipt');
  await user.type(screen.getByRole('textbox', { name: /Reason/ }), 'Order 7');
  await user.type(amount(), '5{Enter}');
  expect(await screen.findByText('Not recorded yet')).toBeInTheDocument();
  expect(amount()).toHaveValue('5');
  await user.click(submit());
  await justRecorded();
  expect(sent[1]).toEqual(sent[0]);
});

test('keeps what is typed, and its key, over a reload and another kind', async () => {
  const sent = recording(() => Response.error(), written(line(5, 17)));
  const { user } = await open('receipt');
  await user.type(amount(), '5{Enter}');
  await screen.findByRole('alert');
  cleanup();
  const again = await open('receipt', { search: '' });
  expect(await screen.findByText('An attempt has had no answer')).toBeInTheDocument();
  await waitFor(() => expect(product()).toHaveValue('B-1 · Bolt M8'));
  expect(amount()).toHaveValue('5');
  await again.user.click(submit());
  await justRecorded();
  expect(sent[1]).toEqual(sent[0]);
});

test('shows nobody what somebody else has typed', async () => {
  const draft = {
    productId: 5,
    locationId: 1,
    toId: null,
    amount: '5',
    reason: '',
    key: 'k',
    isUncertain: true,
  };
  sessionStorage.setItem('movement-draft', JSON.stringify({ userId: 8, draft }));
  await open('receipt', { search: '' });
  await waitFor(() => expect(amount()).toHaveValue(''));
  expect(sessionStorage).toHaveLength(0);
});

test('clears the form where that is wanted, with another key', async () => {
  const sent = recording(() => Response.error(), written(line(1, 1)));
  const { user } = await open('receipt');
  await user.type(amount(), '5{Enter}');
  await screen.findByRole('alert');
  await user.click(screen.getByRole('button', { name: 'Clear the form' }));
  expect(product()).toHaveValue('');
  expect(product()).toHaveFocus();
  await user.type(product(), '5901234123457{Enter}');
  await waitFor(() => expect(amount()).toHaveFocus());
  await user.keyboard('1{Enter}');
  await justRecorded();
  expect(sent[1]?.key).not.toBe(sent[0]?.key);
});
