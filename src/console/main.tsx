import './look/tokens.css';
import './look/ground.css';
import './look/print.css';
import { QueryCache, QueryClient, QueryClientProvider } from '@tanstack/react-query';
import ConfigProvider from 'antd/es/config-provider/index.js';
import zhCN from 'antd/es/locale/zh_CN.js';
import { lazy, StrictMode, Suspense } from 'react';
import { createRoot } from 'react-dom/client';
import { Route, Switch } from 'wouter';
import { problemOf } from './api/problem.ts';
import { Frame } from './frame/frame.tsx';
import { sessionHasEnded } from './frame/session-ended.tsx';
import { useTheme } from './look/theme.ts';

const Login = lazy(() => import('./access/login-page.tsx'));
const LoginReturn = lazy(() => import('./access/login-return-page.tsx'));
const LoginConfirm = lazy(() => import('./access/login-confirm-page.tsx'));
const FirstRun = lazy(() => import('./access/first-run-page.tsx'));

const nonce = document.querySelector<HTMLMetaElement>('meta[name=csp-nonce]')?.content ?? '';

const client = new QueryClient({
  queryCache: new QueryCache({
    onError: (error) => {
      if (problemOf(error).status === 401) sessionHasEnded();
    },
  }),
  defaultOptions: {
    // A refusal is not asked again; a dead network once.
    queries: {
      retry: (count, error) => count < 1 && problemOf(error).status === 0,
      networkMode: 'always',
      staleTime: 2_000,
    },
    mutations: { networkMode: 'always' },
  },
});

function Console() {
  const { antd } = useTheme();
  return (
    <ConfigProvider locale={zhCN} theme={antd} csp={{ nonce }} button={{ autoInsertSpace: false }}>
      <QueryClientProvider client={client}>
        <Suspense fallback={null}>
          <Switch>
            <Route path="/login" component={Login} />
            <Route path="/login/return" component={LoginReturn} />
            <Route path="/login/confirm" component={LoginConfirm} />
            <Route path="/first-run" component={FirstRun} />
            <Route>
              <Frame />
            </Route>
          </Switch>
        </Suspense>
      </QueryClientProvider>
    </ConfigProvider>
  );
}

const root = document.getElementById('root');
if (root)
  createRoot(root).render(
    <StrictMode>
      <Console />
    </StrictMode>,
  );
