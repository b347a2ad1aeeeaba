import { plural } from '../plural.ts'

/** Words about links by which conversations are read; fetched with the pages that say them. */
export const sharingEn = {
  title: 'Share by a link',
  whoSees:
    'Anybody who has the link reads this conversation as it is now, without signing in: its messages, their files, and the names of sources. Names of people, thoughts, tools and notes are not shown.',
  later: 'What is said later is not shown until you bring the link up to date.',
  ends: 'The link ends',
  endings: { never: 'When I revoke it', day: 'After a day', week: 'After a week', month: 'After 30 days' },
  make: 'Make a link',
  made: 'Copy the link now: it is shown this once.',
  link: 'Link',
  copy: 'Copy the link',
  links: 'Links to this conversation',
  forbidden: 'Sharing by links is turned off in this organisation.',
  shows: (count: number) => plural(count, 'message', 'messages'),
  behind: 'The conversation has gone on since.',
  update: 'Bring up to date',
  updated: 'The link shows the conversation as it is now',
  revoke: 'Revoke',
  revoked: 'The link leads nowhere any more',
  until: 'Ends',
  over: 'Over',
  asOf: 'As of',
  none: 'You share nothing by links',
  noneHint: 'A conversation’s menu makes a link by which anybody reads it as it is.',
  intro: 'Anybody who has one of these links reads what it shows. Revoking it takes effect at once.',
  untitled: 'Untitled conversation',
  setting: 'Sharing conversations by links',
  settingHint: 'While it is off, nobody makes links, and those that were made before lead nowhere.',
}

export type SharingWords = typeof sharingEn
