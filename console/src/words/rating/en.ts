/** Words about how one's own conversation went; fetched when that is asked. */
export const ratingEn = {
  score: ['Very bad', 'Bad', 'All right', 'Good', 'Very good'],
  comment: 'Anything to add? (optional)',
  send: 'Send',
  thanks: 'Thank you for saying so.',
  change: 'Change',
  given: (score: number) => `Rated ${score} of 5`,
}

export type RatingWords = typeof ratingEn
