import { List, Stack, Text } from '@mantine/core'
import type { Import } from '#contract/shapes/import.ts'
import { useProjectMessages } from '../../../messages/projects/project-messages.ts'
import own from './projects.module.css'

/** What became of an import: how many came, and which items did not, with the reason. */
export function ImportResult({ taken }: { taken: Import }) {
  const { projects: t } = useProjectMessages()
  const { imported, skipped, failed, failures, detail } = taken
  return (
    <Stack gap="xs" role="status">
      {detail && <Text size="sm">{detail}</Text>}
      {(imported > 0 || !detail) && <Text size="sm">{t.importDone(imported)}</Text>}
      {skipped > 0 && <Text size="sm">{t.importSkipped(skipped)}</Text>}
      {failed > 0 && (
        <>
          <Text size="sm">{t.importFailed(failed)}</Text>
          <List size="sm" className={own.instructions}>
            {failures.map(({ item, title, reason }) => (
              <List.Item key={item}>
                {t.importItem(item, title)}: {reason}
              </List.Item>
            ))}
          </List>
        </>
      )}
    </Stack>
  )
}
