import { get, patch, post } from '../route.ts'

/** Uploaded files, their text, and speech synthesis. */
export const filesRoutes = {
  files: {
    read: get('/v1/files/:fileId', {
      name: 'file.read',
      permission: 'conversation:read',
      output: 'File',
      summary: 'Read the name, type, size and state of a file',
    }),
    /** The text of the file, as far as it is known. */
    text: get('/v1/files/:fileId/text', {
      name: 'file-text.read',
      permission: 'conversation:read',
      refreshedBy: ['file.read'],
      output: 'FileText',
      summary: 'Read the extracted text of a file',
    }),
    readAgain: post('/v1/files/:fileId/text', {
      name: 'file-text.retry',
      permission: 'message:send',
      output: 'FileText',
      summary: 'Retry extracting the text of a file',
    }),
    /** Where its bytes are for some minutes without signing in. */
    link: post('/v1/files/:fileId/link', {
      name: 'file.make-link',
      permission: 'conversation:read',
      input: 'MakeFileLink',
      output: 'FileLink',
      summary: 'Create a temporary link to a file that works without signing in',
    }),
    /** Whether speech synthesis is available. */
    speechOffer: get('/v1/speech', {
      name: 'speech-offer.read',
      permission: 'conversation:read',
      output: 'SpeechOffer',
      summary: 'Read whether answers can be read aloud',
    }),
    limits: get('/v1/file-limits', {
      name: 'file-limits.read',
      permission: 'file:write',
      output: 'FileLimits',
      summary: 'Read the file size limits',
    }),
    changeLimits: patch('/v1/file-limits', {
      name: 'file-limits.change',
      permission: 'tenant:manage',
      input: 'ChangeFileLimits',
      output: 'FileLimits',
      summary: 'Set the file size limits',
    }),
    content: get('/v1/files/:fileId/content', {
      name: 'file.download',
      permission: 'conversation:read',
      answers: 'file',
      summary: 'Download a file',
    }),
    thumbnail: get('/v1/files/:fileId/thumbnail', {
      name: 'file.show-thumbnail',
      permission: 'conversation:read',
      answers: 'file',
      summary: 'Download the thumbnail of a picture, as WebP',
    }),
    speech: post('/v1/messages/:messageId/speech', {
      name: 'message.read-aloud',
      permission: 'conversation:read',
      answers: 'file',
      summary: 'Download an answer as speech, as MP3',
    }),
  },
} as const
