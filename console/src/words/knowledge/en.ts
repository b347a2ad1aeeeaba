import { plural } from '../plural.ts'

/** Sources, their documents and passages, and what a search finds in them. */
export const knowledgeEn = {
  title: 'Knowledge',
  intro: 'Sources hold the documents that agents answer from.',
  newSource: 'New source',
  none: 'Nothing to look up yet',
  noneHint: 'Make a source, put documents into it, and give it to an agent. Its answers then cite them.',
  description: 'What is in it',
  documents: (count: number) => plural(count, 'document', 'documents'),
  passages: (count: number) => plural(count, 'passage', 'passages'),
  upload: 'Upload files',
  uploadHint:
    'or drop them anywhere on this page: PDF, Word, Excel, PowerPoint, EPUB, HTML, CSV, Markdown, text',
  drop: 'Drop the files to add them',
  writeText: 'Write text',
  textTitle: 'Add a text',
  text: 'Text',
  noDocuments: 'No documents yet',
  noDocumentsHint: 'Upload files or write a text. Each is read, split into passages and ready in a moment.',
  searchTest: 'Try a search',
  searchHint: 'See what an agent would find in this source.',
  searchNone: 'No passage fits this.',
  uploading: 'Uploading',
  state: {
    queued: 'Waiting',
    extracting: 'Reading',
    indexing: 'Indexing',
    ready: 'Ready',
    failed: 'Could not be read',
  },
  editSource: 'Edit the source',
  backToSource: 'To the source',
  toCited: 'To the cited passage',
  usedBy: 'Used by',
  usedByNobody: 'No agent uses this source yet.',
  give: 'Give it to an agent',
  given: (agent: string) => `${agent} looks answers up here now`,
  noFolders: 'Folders cannot be added, only the files in them.',
  panes: 'Text or passages',
  passageList: 'Passages',
  score: (score: string) => `Score ${score}`,
  notReady: 'This document has no text yet.',
}

export type KnowledgeWords = typeof knowledgeEn
