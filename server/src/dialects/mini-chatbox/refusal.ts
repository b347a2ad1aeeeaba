import { KnownRefusal } from '../kit/refusal.ts'

/** An error of Mini-Chatbox itself: its pages read `error`, callers of its other variant `detail`. */
export class Refusal extends KnownRefusal {
  readonly body: Readonly<Record<string, unknown>>
  constructor(status: number, message: string, besides: Readonly<Record<string, unknown>> = {}) {
    super(status, message)
    this.body = { ...besides, error: message, detail: message }
  }
}

export const badRequest = (message: string, besides: Record<string, unknown> = {}) =>
  new Refusal(400, message, besides)
export const notThere = (what: string) => new Refusal(404, `${what} not found`)
export const noConversation = () => notThere('Conversation')

/** Complaints about fields, each by its name as Django REST framework has them. */
export function fieldsRefused(complaints: readonly { field: string; message: string }[]): Refusal {
  const byField: Record<string, string[]> = {}
  for (const { field, message } of complaints) byField[field] = [...(byField[field] ?? []), message]
  const [first] = complaints
  return badRequest(first ? `${first.field}: ${first.message}` : 'The request was refused.', byField)
}
