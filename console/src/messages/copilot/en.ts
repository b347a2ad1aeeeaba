/** Messages about what a model does for whoever answers people. */
export const copilotEn = {
  draft: 'Suggest a reply',
  stop: 'Stop',
  drafted: 'Suggested reply. Read it before you send it.',
  from: 'The draft is from',
  noSource: 'No source supports this draft.',
  noModel: 'No language model is connected. An administrator can connect one in Settings → Models.',
  translateAnswer: 'Translate reply',
  original: 'Show original',
  writeFirst: 'Write something first.',
  translate: 'Translate',
  hideTranslation: 'Hide translation',
  translation: 'Translation',
  summary: 'Summary',
  noSummary: 'No summary yet.',
  sumUp: 'Summarize',
  sumUpAgain: 'Refresh summary',
  asked: 'Request',
  tried: 'Tried so far',
  mood: 'Mood',
  moods: { pleased: 'Pleased', calm: 'Calm', worried: 'Worried', annoyed: 'Annoyed', angry: 'Angry' },
  contact: 'Open contact',
  earlier: 'Earlier conversations',
  noEarlier: 'This is their first conversation.',
  known: 'What agents remember',
}

export type CopilotMessages = typeof copilotEn
