import { Title } from '@mantine/core'
import { allowance } from '../../data/tenant-resources.ts'
import { useResource } from '../../data/use-resource.ts'
import { Loaded } from '../../look/loaded.tsx'
import { useWords } from '../../words/words.tsx'
import { AllowanceBars } from './allowance-bars.tsx'
import classes from './tenants.module.css'

/** The plan of the organisation that one is in, and how much of it is used. */
export function OwnPlan() {
  const { tenants } = useWords()
  return (
    <section className={classes.card} aria-label={tenants.plan}>
      <Loaded of={useResource(allowance)}>
        {(value) => (
          <>
            <Title order={2} size="h4" mb="md">
              {value.plan.name ? `${tenants.plan}: ${value.plan.name}` : tenants.noPlan}
            </Title>
            <AllowanceBars allowance={value} />
          </>
        )}
      </Loaded>
    </section>
  )
}
