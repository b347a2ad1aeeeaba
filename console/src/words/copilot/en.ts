/** Words about what a model does for whoever answers people. */
export const copilotEn = {
  draft: 'Draft an answer',
  stop: 'Stop drafting',
  drafted: 'Drafted for you. Read it before you send it.',
  from: 'The draft is from',
  noSource: 'No source supports this draft.',
  noModel:
    'No language model is connected that could do this. An administrator connects one in the settings, under Models.',
  translateAnswer: 'Into their language',
  original: 'Back to what you wrote',
  writeFirst: 'Write something first.',
  translate: 'Translate',
  hideTranslation: 'Hide the translation',
  translation: 'Translation',
  summary: 'In short',
  noSummary: 'Nobody has summed this up yet.',
  sumUp: 'Sum it up',
  sumUpAgain: 'Sum it up anew',
  asked: 'What they want',
  tried: 'What was tried',
  mood: 'Mood',
  moods: { pleased: 'Pleased', calm: 'Calm', worried: 'Worried', annoyed: 'Annoyed', angry: 'Angry' },
  contact: 'Open the contact',
  earlier: 'Earlier conversations',
  noEarlier: 'This is the first one.',
  known: 'What agents remember',
}

export type CopilotWords = typeof copilotEn
