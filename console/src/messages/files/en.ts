const errorMessages: Record<string, string> = {
  'no-transcriber': 'Audio cannot be transcribed: no transcription model is configured.',
  'no-film-tools': 'Videos cannot be processed: ffmpeg is not installed on the server.',
  'no-pictures': 'It contains no images.',
  'no-sound': 'It contains no audio.',
  'too-slow': 'It takes too long to process.',
  'too-much-memory': 'It needs too much memory to process.',
  'too-large-to-hear': 'It is too long to transcribe.',
  'not-yet': 'It was not processed in time.',
  'plan-used-up': 'The plan of this organisation is used up.',
  password: 'It is password-protected.',
  'password-or-old-format': 'It is password-protected or in an old format.',
  scan: 'It is a scan without text.',
  'no-text': 'It contains no text.',
}

export const filesEn = {
  listening: 'Transcribing …',
  transcript: 'Transcript',
  nothingSaid: 'No speech.',
  readInPart: (name: string, percent: number, pages: string | null) =>
    pages === null
      ? `Read about ${percent}% of “${name}”.`
      : `Read about ${percent}% of “${name}”: pages ${pages}.`,
  onlyHeard: (name: string) => `Only the speech in “${name}” was used.`,
  onlySeen: (name: string) => `Only single frames of “${name}” were used.`,
  notRead: (name: string) => `“${name}” was not read.`,
  errorMessage: (code: string | null) => errorMessages[code ?? ''] ?? 'It could not be read.',
  tooLarge: {
    image: (limit: string) => `Images can be at most ${limit}.`,
    audio: (limit: string) => `Audio files can be at most ${limit}.`,
    video: (limit: string) => `Videos can be at most ${limit}.`,
    document: (limit: string) => `Documents can be at most ${limit}.`,
  },
  notTaken: 'Files of this type are not accepted.',
  limits: {
    title: 'File uploads',
    hint: 'Size limits by type. Empty: the server’s limit.',
    kinds: { image: 'Images', audio: 'Audio', video: 'Videos', document: 'Documents' },
    atMost: (kind: string) => `${kind}: at most`,
    saved: 'Limits saved.',
  },
  readAloud: 'Read aloud',
  stopReading: 'Stop reading aloud',
}
export type FileMessages = typeof filesEn
