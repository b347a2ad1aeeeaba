import { Button } from '@mantine/core'
import { lazy, Suspense, useState } from 'react'
import { Page } from '../../ui/page.tsx'
import { useMay } from '../../data/me.ts'
import { useReportsMessages } from '../../messages/reports/reports-messages.ts'
import { ReportsPage } from './reports-page.tsx'

const CsatDialog = lazy(async () => ({ default: (await import('./csat-dialog.tsx')).CsatDialog }))

/** How conversations went. */
export function ReportsArea() {
  const t = useReportsMessages()
  const may = useMay()
  const [isSetting, setIsSetting] = useState(false)
  return (
    <Page
      title={t.title}
      intro={may('report:read-all') ? t.intro : t.introOwn}
      size={1120}
      actions={
        may('tenant:manage') && (
          <Button variant="default" onClick={() => setIsSetting(true)}>
            {t.settings}
          </Button>
        )
      }
    >
      <ReportsPage />
      {isSetting && (
        <Suspense fallback={null}>
          <CsatDialog onClose={() => setIsSetting(false)} />
        </Suspense>
      )}
    </Page>
  )
}
