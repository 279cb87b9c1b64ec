import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { api } from './api/client.ts';

const root = document.getElementById('root');
if (root)
  createRoot(root).render(
    <StrictMode>
      <QueryClientProvider client={new QueryClient()}>
        <Frame />
      </QueryClientProvider>
    </StrictMode>,
  );

function Frame() {
  const { data } = api.useQuery('get', '/api/v1/frame');
  return <main>{data?.office}</main>;
}
