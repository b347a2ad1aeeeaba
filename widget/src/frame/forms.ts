import { ApiError } from '#client/api-error.ts'
import type { WidgetDoor } from '#contract/shapes/widget.ts'
import { type Details, detailsForm } from './view/details-form.ts'
import type { Visitor } from './visitor.ts'
import type { Messages } from './messages/en.ts'

interface Asking {
  t: Messages
  visitor: Visitor
  onDone(): void
}

/** The outcome as a sentence for people. */
const inWords = (t: Messages, error: unknown): Error =>
  new Error(
    error instanceof ApiError && error.code === 'rate_limited'
      ? t.tooMany
      : error instanceof ApiError && error.code === 'unavailable'
        ? t.offline
        : t.failed,
    { cause: error },
  )

/** The form shown before the first message. */
export const askBefore = ({ door, t, visitor, onDone }: Asking & { door: WidgetDoor }): HTMLElement =>
  detailsForm({
    t,
    title: t.before,
    fields: door.forms.before,
    consent: door.forms.consent,
    action: t.begin,
    async submit(details) {
      await visitor.enter(details).catch((error: unknown) => {
        throw inWords(t, error)
      })
      onDone()
    },
  })

/** Asks for an email address when no operator is online. */
export const askAddress = ({ t, visitor, onDone }: Asking): HTMLElement =>
  detailsForm({
    t,
    title: t.nobodyThere,
    fields: [
      { key: 'name', isRequired: false },
      { key: 'email', isRequired: true },
    ],
    consent: '',
    action: t.leaveAddress,
    async submit({ name, email }: Details) {
      await visitor
        .giveDetails({ ...(name && { name }), ...(email && { email }) })
        .catch((error: unknown) => {
          throw inWords(t, error)
        })
      onDone()
    },
  })
