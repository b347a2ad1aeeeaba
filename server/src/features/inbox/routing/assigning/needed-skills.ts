/** What a conversation may ask of whoever gets it. */
export interface Asking {
  /** Of the agent that handed it over. */
  readonly skills: readonly string[]
  /** Of the conversation, in the inbox. */
  readonly labels: readonly string[]
  /** Of who writes, as in `zh-TW`; null where it is not known. */
  readonly language: string | null
}

const fold = (word: string) => word.trim().toLowerCase().replaceAll('_', '-')

/** Whether a skill is asked for by a language: `zh` and `zh-TW` both answer somebody who reads `zh-TW`. */
const speaks = (skill: string, language: string) => skill === language || skill === language.split('-')[0]

/**
 * The skills that somebody must have to be given a conversation, each as those that do for it. What nobody in the team
 * can do is not asked for: it would wait for ever.
 */
export function neededSkills(
  { skills, labels, language }: Asking,
  inTeam: readonly (readonly string[])[],
): readonly (readonly string[])[] {
  const known = new Set(inTeam.flat().map(fold))
  const words = [...new Set([...skills, ...labels].map(fold))].filter((word) => known.has(word))
  const asked = language === null ? null : fold(language)
  const tongues = asked === null ? [] : [...known].filter((skill) => speaks(skill, asked))
  return [...words.map((word) => [word]), ...(tongues.length > 0 ? [tongues] : [])]
}

/** Whether somebody's skills are enough. */
export const canDo = (skills: readonly string[], needed: readonly (readonly string[])[]): boolean => {
  const own = new Set(skills.map(fold))
  return needed.every((words) => words.some((word) => own.has(word)))
}
