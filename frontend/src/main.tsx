import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { Application } from '@/app/application';
import { applyTheme } from '@/app/theme';
import '@/ui/global.css';

applyTheme();

const root = document.getElementById('root');
if (root === null) throw new Error('index.html has no element #root');
createRoot(root).render(
  <StrictMode>
    <Application />
  </StrictMode>,
);
