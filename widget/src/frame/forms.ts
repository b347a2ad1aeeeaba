import { ApiError } from '#client/api-error.ts'
import type { WidgetDoor } from '#contract/shapes/widget.ts'
import { type Details, detailsForm } from './view/details-form.ts'
import type { Visitor } from './visitor.ts'
import type { Words } from './words/en.ts'

interface Asking {
  words: Words
  visitor: Visitor
  onDone(): void
}

/** In a person's words, what came of it. */
const inWords = (words: Words, error: unknown): Error =>
  new Error(
    error instanceof ApiError && error.code === 'rate_limited'
      ? words.tooMany
      : error instanceof ApiError && error.code === 'unavailable'
        ? words.offline
        : words.failed,
    { cause: error },
  )

/** Asks what the site wants to know before the first message. */
export const askBefore = ({ door, words, visitor, onDone }: Asking & { door: WidgetDoor }): HTMLElement =>
  detailsForm({
    words,
    title: words.before,
    fields: door.forms.before,
    consent: door.forms.consent,
    action: words.begin,
    async submit(details) {
      await visitor.enter(details).catch((error: unknown) => {
        throw inWords(words, error)
      })
      onDone()
    },
  })

/** Asks for an address where a person is waited for and nobody is there. */
export const askAddress = ({ words, visitor, onDone }: Asking): HTMLElement =>
  detailsForm({
    words,
    title: words.nobodyThere,
    fields: [
      { key: 'name', isRequired: false },
      { key: 'email', isRequired: true },
    ],
    consent: '',
    action: words.leaveAddress,
    async submit({ name, email }: Details) {
      await visitor
        .giveDetails({ ...(name && { name }), ...(email && { email }) })
        .catch((error: unknown) => {
          throw inWords(words, error)
        })
      onDone()
    },
  })
