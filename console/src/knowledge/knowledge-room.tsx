import type { Route } from '../routing/route.ts'
import { DocumentPage } from './document-page.tsx'
import { SourcePage } from './source-page.tsx'
import { SourcesPage } from './sources-page.tsx'

type KnowledgeRoute = Extract<Route, { name: 'knowledge' | 'source' | 'document' }>

export function KnowledgeRoom({ route }: { route: KnowledgeRoute }) {
  switch (route.name) {
    case 'knowledge':
      return <SourcesPage />
    case 'source':
      return <SourcePage key={route.sourceId} sourceId={route.sourceId} />
    case 'document':
      return <DocumentPage key={route.documentId} documentId={route.documentId} />
  }
}
