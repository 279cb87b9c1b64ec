import winston from 'winston';
import { isoBeijing } from './calendar/beijing-time.ts';
import type { Clock } from './clock.ts';
import type { Settings } from './config/settings.ts';
import type { Logger } from './log.ts';
import { rotatingFile } from './log-file.ts';
import { redact, redactText } from './redact.ts';

export interface LoggerParts {
  clock: Clock;
  settings: Settings['log'];
  /** Folder of the JSON lines; null writes no file. */
  folder: string | null;
  /** Where people read along, usually standard error; null for none. */
  terminal: NodeJS.WritableStream | null;
}

export interface ClosableLogger extends Logger {
  /** Resolves when everything said is written. */
  close: () => Promise<void>;
}

/**
 * The logger of a process: JSON lines into `govcast.jsonl`, closed by size, the oldest removed; readable
 * lines on the terminal. Secrets are masked before a line leaves. A log that cannot be written never stops the work.
 */
export function createLogger({ clock, settings, folder, terminal }: LoggerParts): ClosableLogger {
  const file = folder ? rotatingFile(folder, settings.maxFileMb * 1024 * 1024, settings.keepFiles) : null;
  const transports = [
    ...(file ? [transportOf(file, jsonLine)] : []),
    ...(terminal ? [transportOf(terminal, readableLine)] : []),
  ];
  const logger = winston.createLogger({ level: settings.level, transports, silent: transports.length === 0 });
  logger.on('error', () => undefined);
  const say = (level: keyof Logger) => (message: string, fields?: Record<string, unknown>) => {
    try {
      if (!logger.isLevelEnabled(level)) return;
      const line = { ...asFields(redact(fields)), at: isoBeijing(clock.now()) };
      logger.log({ level, message: redactText(message), line });
    } catch {
      // A value that cannot even be copied is not worth the work that was about to be logged.
    }
  };
  return {
    debug: say('debug'),
    info: say('info'),
    warn: say('warn'),
    error: say('error'),
    close: () => closed(logger, transports),
  };
}

function transportOf(stream: NodeJS.WritableStream, shown: typeof jsonLine): winston.transport {
  stream.on('error', () => undefined);
  return new winston.transports.Stream({
    stream,
    eol: '\n',
    format: winston.format.printf(({ level, message, line }) => shown(level, message, line)),
  });
}

function jsonLine(level: string, message: unknown, line: unknown): string {
  const { at, ...fields } = asFields(line);
  return JSON.stringify({ at, ...fields, level, message });
}

/** `09:00:00 warn  the portal does not answer  portal=shili code=timeout` */
export function readableLine(level: string, message: unknown, line: unknown): string {
  const { at, ...fields } = asFields(line);
  const shown = Object.entries(fields).map(([key, value]) => `${key}=${short(value)}`);
  return [String(at).slice(11, 19), level.padEnd(5), [message, ...shown].join('  ')].join(' ');
}

function short(value: unknown): string {
  const text = typeof value === 'string' ? value : (JSON.stringify(value) ?? 'undefined');
  return text.length > 300 ? `${text.slice(0, 299)}…` : text;
}

function asFields(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? { ...value } : {};
}

function closed(logger: winston.Logger, transports: winston.transport[]): Promise<void> {
  const written = transports.map((t) => new Promise<void>((resolve) => t.once('finish', () => resolve())));
  logger.end();
  return Promise.all(written).then(() => undefined);
}
