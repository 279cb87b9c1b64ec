/** What every part may say about its work. Implemented by logger.ts; tests pass their own. A logger never throws. */
export interface Logger {
  debug: LogLine;
  info: LogLine;
  warn: LogLine;
  error: LogLine;
}

/** One line in English; what varies stands in `fields`, never in the message. Secrets are masked by the logger. */
export type LogLine = (message: string, fields?: Record<string, unknown>) => void;
