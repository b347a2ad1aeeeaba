import { Stack, Text } from '@mantine/core'
import { useResource } from '../../data/use-resource.ts'
import { pages } from '../../data/resource.ts'
import { EmptyState } from '../../ui/empty-state.tsx'
import { LinkIcon } from '../../ui/icons.tsx'
import { ResourceView } from '../../ui/resource-view.tsx'
import { useSharingMessages } from '../../messages/sharing/sharing-messages.ts'
import { ShareRow } from './share-row.tsx'
import classes from './sharing.module.css'

/** All links by which one shares conversations. */
export function SharesPage() {
  const t = useSharingMessages()
  return (
    <ResourceView of={useResource(pages('shares.list'))}>
      {({ items }) =>
        items.length === 0 ? (
          <EmptyState icon={LinkIcon} title={t.none} hint={t.noneHint} />
        ) : (
          <Stack>
            <Text c="var(--quiet)">{t.intro}</Text>
            <ul className={classes.list}>
              {items.map((share) => (
                <ShareRow key={share.id} share={share} namesIt />
              ))}
            </ul>
          </Stack>
        )
      }
    </ResourceView>
  )
}
