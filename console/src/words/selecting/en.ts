import { plural } from '../plural.ts'

const conversations = (count: number) => plural(count, 'conversation', 'conversations')

/** Words about doing something with several conversations at once. */
export const selectingEn = {
  title: 'What to do with the chosen conversations',
  chosen: (count: number) => `${count} chosen`,
  all: 'Choose all on the list',
  done: 'Stop choosing',
  archive: 'Archive the chosen',
  restore: 'Take the chosen out of the archive',
  star: 'Star the chosen',
  move: 'Put into a project',
  moveTitle: (count: number) => `Put ${conversations(count)} into a project`,
  export: 'Export the chosen',
  remove: 'Delete the chosen',
  didArchive: (count: number) => `Archived ${conversations(count)}`,
  didRestore: (count: number) => `Took ${conversations(count)} out of the archive`,
  didStar: (count: number) => `Starred ${conversations(count)}`,
  didMove: (count: number) => `Moved ${conversations(count)}`,
  didDelete: (count: number) => `Deleted ${conversations(count)}`,
}

export type SelectingWords = typeof selectingEn
