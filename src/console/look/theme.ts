/** The look that a person chose, and what antd is told of it. Colours of antd's parts are those of tokens.css. */
import type { ThemeConfig } from 'antd';
import darkAlgorithm from 'antd/es/theme/themes/dark/index.js';
import { useSyncExternalStore } from 'react';

export const themeChoices = ['system', 'light', 'dark', 'contrast'] as const;
export type ThemeChoice = (typeof themeChoices)[number];

const KEY = 'govcast.theme';
const dark = matchMedia('(prefers-color-scheme: dark)');
const contrast = matchMedia('(prefers-contrast: more), (forced-colors: active)');
const listeners = new Set<() => void>();
let chosen = read();

function read(): ThemeChoice {
  const kept = localStorage.getItem(KEY);
  return themeChoices.find((c) => c === kept) ?? 'system';
}

/** Marks the page with what holds now: `data-theme` and `data-contrast` on the root. */
function mark(): void {
  const root = document.documentElement;
  root.dataset.theme = isDark() ? 'dark' : 'light';
  root.dataset.contrast = chosen === 'contrast' || (chosen === 'system' && contrast.matches) ? 'more' : 'normal';
  for (const listener of listeners) listener();
}

function isDark(): boolean {
  return chosen === 'dark' || ((chosen === 'system' || chosen === 'contrast') && dark.matches);
}

dark.addEventListener('change', mark);
contrast.addEventListener('change', mark);
mark();

/** Chooses a look for this browser; it holds at once and after reload. */
export function setTheme(choice: ThemeChoice): void {
  chosen = choice;
  localStorage.setItem(KEY, choice);
  mark();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

const now = () => `${chosen} ${document.documentElement.dataset.theme} ${document.documentElement.dataset.contrast}`;

/** What is chosen, and what antd needs for it. */
export function useTheme(): { choice: ThemeChoice; antd: ThemeConfig } {
  const state = useSyncExternalStore(subscribe, now);
  const [choice, theme, edge] = state.split(' ');
  return {
    choice: themeChoices.find((c) => c === choice) ?? 'system',
    antd: antdTheme(theme === 'dark', edge === 'more'),
  };
}

const looks = {
  light: ['#1B4F8A', '#1B4F8A', '#F1F4F6', '#FFFFFF', '#17212B', '#435261', '#5F6E7C', '#C3CDD6', '#E0E6EB'],
  dark: ['#2C6BB0', '#86B6EC', '#0D141B', '#151E27', '#E7EDF2', '#B3C0CC', '#8E9DAB', '#3A4A58', '#27343F'],
  lightMore: ['#00307A', '#00307A', '#FFFFFF', '#FFFFFF', '#000000', '#000000', '#000000', '#000000', '#000000'],
  darkMore: ['#9CCBFF', '#9CCBFF', '#000000', '#000000', '#FFFFFF', '#FFFFFF', '#FFFFFF', '#FFFFFF', '#FFFFFF'],
} as const;

function antdTheme(isDarkNow: boolean, more: boolean): ThemeConfig {
  const [primary, link, bg, surface, t1, t2, t3, border, line] =
    looks[more ? (isDarkNow ? 'darkMore' : 'lightMore') : isDarkNow ? 'dark' : 'light'];
  return {
    ...(isDarkNow ? { algorithm: darkAlgorithm } : {}),
    cssVar: { prefix: 'ant', key: 'govcast' },
    hashed: false,
    token: {
      ...{ colorPrimary: primary, colorLink: link, colorBgLayout: bg, colorBgContainer: surface },
      ...{ colorBgElevated: surface, colorText: t1, colorTextSecondary: t2, colorTextTertiary: t3 },
      ...{ colorBorder: border, colorBorderSecondary: line, colorTextPlaceholder: t3, colorTextDescription: t3 },
      ...{
        borderRadius: 6,
        borderRadiusLG: 8,
        borderRadiusSM: 4,
        fontSize: 14,
        controlHeight: 32,
        controlHeightSM: 28,
      },
      ...{ wireframe: false, fontFamily: 'var(--sans)', lineWidth: more ? 2 : 1, motionDurationMid: '0.12s' },
      ...(more && isDarkNow ? { colorTextLightSolid: '#000000' } : {}),
    },
  };
}
