import pino from 'pino'

/** Structured log lines: an object of fields first, then a sentence. Fields never hold a secret or a body. */
export interface Log {
  info(fields: object, sentence: string): void
  warn(fields: object, sentence: string): void
  error(fields: object, sentence: string): void
  debug(fields: object, sentence: string): void
}

/** Opens the log on standard output. `level` is one of pino's: debug, info, warn, error, silent. */
export const openLog = (level: string): pino.Logger =>
  pino({ level, base: null, timestamp: pino.stdTimeFunctions.isoTime })
