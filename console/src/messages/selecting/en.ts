import { plural } from '../plural.ts'

const conversations = (count: number) => plural(count, 'conversation', 'conversations')

/** Messages about doing something with several conversations at once. */
export const selectingEn = {
  title: 'Actions for selected conversations',
  chosen: (count: number) => `${count} selected`,
  all: 'Select all',
  done: 'Cancel selection',
  archive: 'Archive selected',
  restore: 'Unarchive selected',
  star: 'Star selected',
  move: 'Move to project',
  moveTitle: (count: number) => `Move ${conversations(count)} to a project`,
  export: 'Export selected',
  remove: 'Delete selected',
  didArchive: (count: number) => `Archived ${conversations(count)}`,
  didRestore: (count: number) => `Unarchived ${conversations(count)}`,
  didStar: (count: number) => `Starred ${conversations(count)}`,
  didMove: (count: number) => `Moved ${conversations(count)}`,
  didDelete: (count: number) => `Deleted ${conversations(count)}`,
}

export type SelectingMessages = typeof selectingEn
