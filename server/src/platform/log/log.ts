import pino from 'pino'
import { errorFields } from './error-fields.ts'
import { forPeople } from './for-people.ts'

/** Structured log lines: an object of fields first, then a sentence. Fields never hold a secret or a body. */
export interface Log {
  info(fields: object, sentence: string): void
  warn(fields: object, sentence: string): void
  error(fields: object, sentence: string): void
  debug(fields: object, sentence: string): void
}

/** Additional fields of each line, by the ID of its request, if it has one. */
export type More = (requestId: string | undefined) => object

/**
 * Opens the log on standard output: JSON, and in a terminal lines for people. `level` is one of pino's: debug, info,
 * warn, error, silent.
 */
export const openLog = (level: string, more?: More): pino.Logger =>
  pino(
    {
      level,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      serializers: { err: errorFields },
      ...(more && {
        mixin: (fields: object, _level: number, logger: pino.Logger) => more(requestIdIn(fields, logger)),
      }),
    },
    process.stdout.isTTY ? terminal : undefined,
  )

const terminal = { write: (line: string) => void process.stdout.write(forPeople(line)) }

const requestIdIn = (fields: object, logger: pino.Logger): string | undefined => {
  const { requestId } = { ...logger.bindings(), ...fields } as { requestId?: unknown }
  return typeof requestId === 'string' ? requestId : undefined
}
