import { Problem } from '#contract/error-codes.ts'
import type { RawRequest, RawResponse } from './send-request.ts'

/** What only somebody inside should read: a place in a program, a statement, a path, a name of the machinery. */
const insides =
  /\bat (?:async )?[\w.<>]+ \(|node_modules|node:internal|\.tsx?:\d+|\.js:\d+|\/(?:home|work|tmp|usr|var)\/|\b(?:SELECT|INSERT INTO|UPDATE|DELETE FROM)\b .*\b(?:FROM|VALUES|SET|WHERE)\b|syntax error at|invalid input syntax|relation "|violates|pg_|Fastify|FST_|ZodError|TypeError|\[object /

/** Models that were connected here answer from then on, and nobody is behind them. */
const isOfModel = /"reason":"model_[a-z_]+"/

/** What is wrong with how something hostile was answered; null when it was answered as it should be. */
export function faultIn(sent: RawRequest, { status, type, text }: RawResponse): string | null {
  const says = (what: string) => `${sent.method} ${sent.path.slice(0, 120)} ${excerpt(sent)}: ${what}`
  if (status >= 500 && !isOfModel.test(text)) return says(`${status} ${text.slice(0, 300)}`)
  if (status < 400) return null
  if (sent.method === 'HEAD') return null
  if (!type.startsWith('application/problem+json'))
    return says(`${status} as ${type || 'nothing'}: ${text.slice(0, 200)}`)
  const problem = Problem.safeParse(readJson(text))
  if (!problem.success) return says(`no problem of ours: ${text.slice(0, 200)}`)
  if (problem.data.status !== status) return says(`${status}, but the body says ${problem.data.status}`)
  const told = [
    problem.data.title,
    problem.data.detail,
    ...(problem.data.errors ?? []).map(({ message }) => message),
  ].join(' ')
  const found = insides.exec(told)
  return found ? says(`tells of its insides (${found[0]}): ${told.slice(0, 200)}`) : null
}

/** The same where nothing may come of it: it must be refused. */
export const notRefused = (sent: RawRequest, reaction: RawResponse): string | null =>
  faultIn(sent, reaction) ??
  (reaction.status < 400
    ? `${sent.method} ${sent.path.slice(0, 120)} ${excerpt(sent)}: was taken (${reaction.status})`
    : null)

const excerpt = ({ body = '', headers = {} }: RawRequest) =>
  `${body.toString().slice(0, 120)}${headers['content-type'] === undefined ? '' : ` (${headers['content-type']})`}`

const readJson = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
