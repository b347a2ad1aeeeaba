import { modelFailuresEn } from './model-failures.ts'
import { fileSize } from '../../look/file-size.ts'

const reasons: Record<string, string> = {
  ...modelFailuresEn,
  budget: 'The budget is used up, so no model was called.',
  blocked: 'Nothing is taken from you here any more.',
  'no-room': 'The server has no room left for this. Whoever runs it has to make some.',
  held: 'A person answers in this conversation.',
  'not-held': 'Nobody has this conversation any more.',
  'held-by-another': 'Somebody else has this conversation.',
  'answer-at-desk': 'This is another person’s conversation. Answer it in the Inbox.',
  kept: 'Who had a conversation when is kept.',
  'no-operator': 'Somebody of these does not work at the desk.',
  'default-team': 'Make another team the default one first.',
  'no-question': 'There is nothing to answer yet.',
  'no-agent': 'No agent answers here whose knowledge could be used.',
  'no-model': 'No language model is connected that could do this.',
  'no-words': 'There are no words in it.',
  'no-transcriber': 'Sound is not written down here: no model for it is set up.',
  'no-speaker': 'Nothing is read aloud here: no model for it is set up.',
  'picture-unreadable':
    'The picture cannot be opened: it is damaged, too large, or of a kind that is not known here.',
  unreadable: 'The file cannot be read: it is damaged, or not what its name says.',
}

/** What is said of a failure: by its code, and by its reason where it has one of these. */
export const faultsEn = {
  offline: 'The server cannot be reached. Check your connection.',
  invalid_input: 'Some of the input was not accepted.',
  unauthenticated: 'Your sign-in has ended. Sign in again.',
  forbidden: 'You don’t have permission to do this.',
  not_found: 'It is not there, or not there any more.',
  conflict: 'Somebody else was faster, or it exists already.',
  precondition_failed: 'That is not possible as things stand.',
  limit_reached: 'A limit of this server was reached.',
  rate_limited: 'That was too much in a short time. Wait a moment.',
  too_large: 'That is too large.',
  upstream_failed: 'The model could not answer. Try again.',
  unavailable: 'The server cannot do this at the moment. Try again soon.',
  internal: 'Something went wrong on the server.',
  request: (id: string) => `Report ${id}`,
  tooLargeBy: (limitBytes: number) => `That is too large: at most ${fileSize(limitBytes, 'en')}.`,
  /** How the server itself says it, in English, where that says more. */
  detail: (sentence: string) => ` ${sentence}`,
  reasons,
  adminTold: 'Your administrator has been told.',
  fixInModels: 'Fix in Settings → Models',
  providerSaid: (words: string) => `The provider said: ${words}`,
}

export type FaultWords = typeof faultsEn
