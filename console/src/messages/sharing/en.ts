import { plural } from '../plural.ts'

/** Messages about links by which conversations are read; loaded with their page. */
export const sharingEn = {
  title: 'Share link',
  whoSees:
    'Anybody who has the link reads this conversation as it is now, without signing in: its messages, their files, and the names of sources. Names of people, thoughts, tools and notes are not shown.',
  later: 'Later messages are not shown until you update the link.',
  ends: 'Link expires',
  endings: { never: 'Never', day: 'After 1 day', week: 'After 7 days', month: 'After 30 days' },
  make: 'Create link',
  made: 'Copy the link now: it is shown only once.',
  link: 'Link',
  copy: 'Copy link',
  links: 'Links to this conversation',
  forbidden: 'Sharing by link is turned off in this organisation.',
  shows: (count: number) => plural(count, 'message', 'messages'),
  behind: 'The conversation has new messages.',
  update: 'Update',
  updated: 'Link updated',
  revoke: 'Revoke',
  revoked: 'Link revoked',
  until: 'Expires',
  over: 'Expired',
  asOf: 'As of',
  none: 'No shared links yet',
  noneHint: 'Create a link from the menu of a conversation.',
  intro: 'Anyone with one of these links can read what it shows. Revoking takes effect immediately.',
  untitled: 'Untitled conversation',
  setting: 'Sharing by link',
  settingHint: 'While this is off, no links can be created and existing links do not work.',
}

export type SharingMessages = typeof sharingEn
