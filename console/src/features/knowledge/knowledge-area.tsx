import type { Route } from '../../routing/route.ts'
import { SearchDictionaryPage } from './search-dictionary/search-dictionary-page.tsx'
import { DocumentPage } from './document-page.tsx'
import { SitePage } from './sites/site-page.tsx'
import { KnowledgeBasePage } from './knowledge-base-page.tsx'
import { KnowledgeBasesPage } from './knowledge-bases-page.tsx'
import { TestsPage } from './evals/tests-page.tsx'
import { UnansweredPage } from './evals/unanswered-page.tsx'

type KnowledgeRoute = Extract<
  Route,
  {
    name: 'knowledge' | 'unanswered' | 'search-dictionary' | 'knowledge-base' | 'tests' | 'document' | 'site'
  }
>

export function KnowledgeArea({ route }: { route: KnowledgeRoute }) {
  switch (route.name) {
    case 'knowledge':
      return <KnowledgeBasesPage />
    case 'unanswered':
      return <UnansweredPage />
    case 'search-dictionary':
      return <SearchDictionaryPage />
    case 'knowledge-base':
      return <KnowledgeBasePage key={route.knowledgeBaseId} knowledgeBaseId={route.knowledgeBaseId} />
    case 'tests':
      return <TestsPage key={route.knowledgeBaseId} knowledgeBaseId={route.knowledgeBaseId} />
    case 'site':
      return <SitePage key={route.siteId} siteId={route.siteId} />
    case 'document':
      return <DocumentPage key={route.documentId} documentId={route.documentId} />
  }
}
