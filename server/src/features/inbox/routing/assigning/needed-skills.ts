/** What a conversation may require of its assignee. */
export interface Asking {
  /** Of the agent that handed it over. */
  readonly skills: readonly string[]
  /** Of the conversation, in the inbox. */
  readonly labels: readonly string[]
  /** The language of the person, such as `zh-TW`; null if unknown. */
  readonly language: string | null
}

const fold = (word: string) => word.trim().toLowerCase().replaceAll('_', '-')

/** Whether a skill matches a language: `zh` and `zh-TW` both serve a reader of `zh-TW`. */
const speaks = (skill: string, language: string) => skill === language || skill === language.split('-')[0]

/**
 * The skills that an assignee needs, each as a list of sufficient ones. Skills that nobody in the team has are not
 * required, or the conversation would wait forever.
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

/** Whether a member's skills are sufficient. */
export const canDo = (skills: readonly string[], needed: readonly (readonly string[])[]): boolean => {
  const own = new Set(skills.map(fold))
  return needed.every((words) => words.some((word) => own.has(word)))
}
