import { modelFailuresEn } from './model-failures.ts'
import { formatFileSize } from '../file-size.ts'

const reasons: Record<string, string> = {
  ...modelFailuresEn,
  budget: 'The budget is used up, so no model was called.',
  blocked: 'You can no longer send messages here.',
  'no-space': 'The server’s storage is full. Ask its administrator to free some space.',
  held: 'A person answers in this conversation.',
  'not-assigned': 'This conversation is no longer assigned to anyone.',
  'assigned-to-another': 'Somebody else has this conversation.',
  'answer-in-inbox': 'This is another person’s conversation. Answer it in the Inbox.',
  kept: 'Who had a conversation when is kept.',
  'no-operator': 'One of these members is not an operator.',
  'default-team': 'Make another team the default first.',
  'no-question': 'There is no question to answer yet.',
  'no-agent': 'No agent with knowledge answers here.',
  'no-model': 'No language model is connected.',
  'no-words': 'It contains no text.',
  'no-transcriber': 'Audio cannot be transcribed: no transcription model is configured.',
  'no-speaker': 'Text cannot be read aloud: no speech model is configured.',
  'picture-unreadable': 'The image cannot be opened: it is damaged, too large or of an unsupported type.',
  unreadable: 'The file cannot be read: it is damaged, or its type does not match its name.',
}

/** What is said of a failure: by its code, and by its reason where it has one of these. */
export const faultsEn = {
  offline: 'The server cannot be reached. Check your connection.',
  invalid_input: 'Some of the input is invalid.',
  unauthenticated: 'Your session has ended. Sign in again.',
  forbidden: 'You don’t have permission to do this.',
  not_found: 'This was not found. It may have been deleted.',
  conflict: 'It already exists, or someone else changed it first.',
  precondition_failed: 'This is not possible in the current state.',
  limit_reached: 'A limit of this server has been reached.',
  rate_limited: 'Too many requests. Wait a moment and try again.',
  too_large: 'It is too large.',
  upstream_failed: 'The model could not answer. Try again.',
  unavailable: 'The server cannot do this at the moment. Try again soon.',
  internal: 'Something went wrong on the server.',
  request: (id: string) => `Report ${id}`,
  tooLargeBy: (limitBytes: number) => `It is too large: the limit is ${formatFileSize(limitBytes, 'en')}.`,
  /** How the server itself says it, in English, where that says more. */
  detail: (sentence: string) => ` ${sentence}`,
  reasons,
  adminTold: 'Your administrator has been told.',
  fixInModels: 'Fix in Settings → Models',
  providerSaid: (words: string) => `The provider said: ${words}`,
}

export type FaultMessages = typeof faultsEn
