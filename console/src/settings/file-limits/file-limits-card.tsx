import { Title } from '@mantine/core'
import { useResource } from '../../data/use-resource.ts'
import { Loaded } from '../../look/loaded.tsx'
import { useFileWords } from '../../words/files/file-words.ts'
import classes from '../tenants/tenants.module.css'
import { fileLimits, FileLimitsForm } from './file-limits-form.tsx'

/** Which files people of the organisation may send, and how large they may be. */
export function FileLimitsCard() {
  const { limits } = useFileWords()
  return (
    <section className={classes.card} aria-label={limits.title}>
      <Title order={2} size="h4" mb={4}>
        {limits.title}
      </Title>
      <Loaded of={useResource(fileLimits)}>
        {(value) => <FileLimitsForm key={JSON.stringify(value.own)} limits={value} />}
      </Loaded>
    </section>
  )
}
