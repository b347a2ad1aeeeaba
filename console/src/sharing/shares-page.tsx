import { Stack, Text } from '@mantine/core'
import { shares } from '../data/share-resources.ts'
import { useResource } from '../data/use-resource.ts'
import { Empty } from '../look/empty.tsx'
import { LinkIcon } from '../look/icons.tsx'
import { Loaded } from '../look/loaded.tsx'
import { useSharingWords } from '../words/sharing/sharing-words.ts'
import { ShareRow } from './share-row.tsx'
import classes from './sharing.module.css'

/** All links by which one shares conversations. */
export function SharesPage() {
  const said = useSharingWords()
  return (
    <Loaded of={useResource(shares())}>
      {({ items }) =>
        items.length === 0 ? (
          <Empty icon={LinkIcon} title={said.none} hint={said.noneHint} />
        ) : (
          <Stack>
            <Text c="var(--quiet)">{said.intro}</Text>
            <ul className={classes.list}>
              {items.map((share) => (
                <ShareRow key={share.id} share={share} namesIt />
              ))}
            </ul>
          </Stack>
        )
      }
    </Loaded>
  )
}
