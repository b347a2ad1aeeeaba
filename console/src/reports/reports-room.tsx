import { Button } from '@mantine/core'
import { lazy, Suspense, useState } from 'react'
import { Page } from '../look/page.tsx'
import { useMay } from '../shell/me.ts'
import { useReportsWords } from '../words/reports/reports-words.ts'
import { ReportsPage } from './reports-page.tsx'

const RatingDialog = lazy(async () => ({ default: (await import('./rating-dialog.tsx')).RatingDialog }))

/** How conversations went. */
export function ReportsRoom() {
  const said = useReportsWords()
  const may = useMay()
  const [isSetting, setIsSetting] = useState(false)
  return (
    <Page
      title={said.title}
      intro={may('report:read-all') ? said.intro : said.introOwn}
      size={1120}
      actions={
        may('tenant:manage') && (
          <Button variant="default" onClick={() => setIsSetting(true)}>
            {said.settings}
          </Button>
        )
      }
    >
      <ReportsPage />
      {isSetting && (
        <Suspense fallback={null}>
          <RatingDialog onClose={() => setIsSetting(false)} />
        </Suspense>
      )}
    </Page>
  )
}
