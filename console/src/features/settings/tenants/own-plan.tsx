import { Title } from '@mantine/core'
import { useResource } from '../../../data/use-resource.ts'
import { resource } from '../../../data/resource.ts'
import { ResourceView } from '../../../ui/resource-view.tsx'
import { useMessages } from '../../../messages/messages.tsx'
import { QuotaBars } from './quota-bars.tsx'
import classes from './tenants.module.css'

/** The plan of the organisation that one is in, and how much of it is used. */
export function OwnPlan() {
  const { tenants } = useMessages()
  return (
    <section className={classes.card} aria-label={tenants.plan}>
      <ResourceView of={useResource(resource('tenant.quota'))}>
        {(value) => (
          <>
            <Title order={2} size="h4" mb="md">
              {value.plan.name ? `${tenants.plan}: ${value.plan.name}` : tenants.noPlan}
            </Title>
            <QuotaBars quota={value} />
          </>
        )}
      </ResourceView>
    </section>
  )
}
