const troubles: Record<string, string> = {
  'no-transcriber': 'Sound is not written down here: no model for it is set up.',
  'no-film-tools': 'Films are not looked at here: the server has no ffmpeg.',
  'no-pictures': 'There are no pictures in it.',
  'no-sound': 'There is no sound in it.',
  'too-slow': 'It takes too long to look into it.',
  'too-much-memory': 'It takes too much memory to look into it.',
  'too-large-to-hear': 'It is too long to be written down.',
  'not-yet': 'It was not read in time.',
  'plan-used-up': 'The plan of this organisation is used up.',
  password: 'It is protected by a password.',
  'password-or-old-format': 'It is protected by a password, or in an old format.',
  scan: 'It is a scan without text.',
  'no-text': 'There is no text in it.',
}

export const filesEn = {
  listening: 'Being written down …',
  transcript: 'What is said',
  nothingSaid: 'Nothing is said.',
  readInPart: (name: string, percent: number, pages: string | null) =>
    pages === null
      ? `Read about ${percent}% of “${name}”.`
      : `Read about ${percent}% of “${name}”: pages ${pages}.`,
  onlyHeard: (name: string) => `Of “${name}” only what is said was used.`,
  onlySeen: (name: string) => `Of “${name}” only single pictures were looked at.`,
  notRead: (name: string) => `“${name}” was not read.`,
  trouble: (code: string | null) => troubles[code ?? ''] ?? 'It could not be read.',
  tooLarge: {
    image: (limit: string) => `A picture may have at most ${limit}.`,
    audio: (limit: string) => `A sound file may have at most ${limit}.`,
    video: (limit: string) => `A film may have at most ${limit}.`,
    document: (limit: string) => `A document may have at most ${limit}.`,
  },
  notTaken: 'Files of this kind are not taken here.',
  limits: {
    title: 'Files that people may send',
    hint: 'How large they may be, by kind. Where nothing is set, they may be as large as the server takes them.',
    kinds: { image: 'Pictures', audio: 'Sound', video: 'Films', document: 'Documents' },
    atMost: (kind: string) => `${kind}: at most`,
    saved: 'The limits hold from now on.',
  },
  readAloud: 'Read aloud',
  stopReading: 'Stop reading aloud',
}
export type FileWords = typeof filesEn
