import type { FilePart } from '#contract/message-parts.ts'
import { client } from '../../data/console-client.ts'
import { saveFile as save } from '../../data/save-file.ts'

/** Has the browser save a file of a message under its name; its content is never opened in the page. */
export const saveFile = async ({ fileId, name }: Pick<FilePart, 'fileId' | 'name'>): Promise<void> =>
  save({ ...(await client.files.content(fileId)), name })
