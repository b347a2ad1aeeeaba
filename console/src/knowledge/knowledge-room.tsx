import type { Route } from '../routing/route.ts'
import { DictionaryPage } from './dictionary/dictionary-page.tsx'
import { DocumentPage } from './document-page.tsx'
import { SitePage } from './sites/site-page.tsx'
import { SourcePage } from './source-page.tsx'
import { SourcesPage } from './sources-page.tsx'
import { TestsPage } from './proof/tests-page.tsx'
import { UnansweredPage } from './proof/unanswered-page.tsx'

type KnowledgeRoute = Extract<
  Route,
  { name: 'knowledge' | 'unanswered' | 'dictionary' | 'source' | 'tests' | 'document' | 'site' }
>

export function KnowledgeRoom({ route }: { route: KnowledgeRoute }) {
  switch (route.name) {
    case 'knowledge':
      return <SourcesPage />
    case 'unanswered':
      return <UnansweredPage />
    case 'dictionary':
      return <DictionaryPage />
    case 'source':
      return <SourcePage key={route.sourceId} sourceId={route.sourceId} />
    case 'tests':
      return <TestsPage key={route.sourceId} sourceId={route.sourceId} />
    case 'site':
      return <SitePage key={route.siteId} siteId={route.siteId} />
    case 'document':
      return <DocumentPage key={route.documentId} documentId={route.documentId} />
  }
}
