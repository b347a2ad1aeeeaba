import { KnownRefusal } from '../kit/refusal.ts'

/** An error of Lingxi itself, in its own format. */
export class Refusal extends KnownRefusal {
  readonly body: Readonly<Record<string, unknown>>
  constructor(status: number, body: Readonly<Record<string, unknown>>) {
    super(status)
    this.body = body
  }
}

export const notThere = () => new Refusal(404, { detail: 'Not found.' })
export const noAgent = () => new Refusal(404, { error: 'Agent not found' })
export const noSession = () => new Refusal(404, { error: 'Session not found' })
/** The old web page's words for the same. */
export const noSessionThere = () => new Refusal(404, { error: 'Session not found.' })
/** One complaint about one field, as Django REST framework words it. */
export const fieldRefused = (field: string, complaint: string) => new Refusal(400, { [field]: [complaint] })
