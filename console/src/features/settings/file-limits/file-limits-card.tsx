import { Title } from '@mantine/core'
import { resource } from '../../../data/resource.ts'
import { useResource } from '../../../data/use-resource.ts'
import { ResourceView } from '../../../ui/resource-view.tsx'
import { useFileMessages } from '../../../messages/files/file-messages.ts'
import classes from '../tenants/tenants.module.css'
import { FileLimitsForm } from './file-limits-form.tsx'

/** Which files people of the organisation may send, and how large they may be. */
export function FileLimitsCard() {
  const { limits } = useFileMessages()
  return (
    <section className={classes.card} aria-label={limits.title}>
      <Title order={2} size="h4" mb={4}>
        {limits.title}
      </Title>
      <ResourceView of={useResource(resource('files.limits'))}>
        {(value) => <FileLimitsForm key={JSON.stringify(value.own)} limits={value} />}
      </ResourceView>
    </section>
  )
}
