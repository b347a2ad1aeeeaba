/** Messages about how one's own conversation went; fetched when that is asked. */
export const csatEn = {
  score: ['Very bad', 'Bad', 'Okay', 'Good', 'Very good'],
  comment: 'Anything to add? (optional)',
  send: 'Send',
  thanks: 'Thank you for your feedback.',
  change: 'Change',
  given: (score: number) => `Rated ${score} of 5`,
}

export type CsatMessages = typeof csatEn
