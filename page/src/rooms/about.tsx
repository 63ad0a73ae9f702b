import { useGet } from "../api/client";
import type { About as Told } from "../api/types";
import { shown } from "../charts/scale";
import { Sources } from "../parts/assumptions";
import { langOf, Text } from "../parts/text";
import { Waiting } from "../parts/waiting";
import { kindName, useRegion } from "../region";
import { words } from "../words";

export function About() {
  const w = words();
  const region = useRegion();
  const got = useGet<Told>("/about");
  return (
    <div class="prose">
      <h1>{w.about.lead}</h1>
      <section>
        <h2>{w.about.model}</h2>
        <p>{w.about.modelText}</p>
        <p>{w.about.use}</p>
      </section>
      <Waiting got={got} height={400}>
        {(found) => (
          <>
            <section class="cautions">
              {found.cautions.map((one) => (
                <div key={one.title}>
                  {one.title && <h3>{one.title}</h3>}
                  <p>
                    <Text text={one.text} />
                  </p>
                </div>
              ))}
            </section>
            <section>
              <h2>{w.about.run}</h2>
              <dl class="facts">
                {found.run.map(([name, value]) => (
                  <>
                    <dt key={name}>{name}</dt>
                    <dd lang={langOf(value)}>{value}</dd>
                  </>
                ))}
              </dl>
              <p>
                <a href={`/brief?lang=${words().locale === "ru" ? "ru" : "en"}`}>{w.about.brief}</a> · <a href="/api/v1/openapi.json">{w.about.api}</a>
              </p>
            </section>
            <section>
              <h2>{w.about.licence}</h2>
              <p>{w.about.licenceText(found.licence, found.evidence_licence)}</p>
            </section>
          </>
        )}
      </Waiting>
      <section hidden={!region.assumptions.length}>
        <h2>{w.about.levers}</h2>
        {[...region.levers, ...region.scenarios].map((owner) => {
          const own = region.assumptions.filter((one) => one.owner === owner.name);
          if (!own.length) return null;
          return (
            <details key={owner.name}>
              <summary>{owner.title}</summary>
              <ul>
                {own.map((one) => (
                  <li key={one.label}>
                    <b>{one.title}</b> <span class={`badge ${one.basis}`}>{w.basis[one.basis] ?? one.basis}</span> {one.kinds.map((kind) => kindName(region, kind)).join(", ")}.{" "}
                    {w.about.prior}: {shown(one.mean, 2)} ± {shown(one.sd, 2)}. {one.reason}.
                    {one.source && <Sources text={one.source} />}
                  </li>
                ))}
              </ul>
            </details>
          );
        })}
      </section>
    </div>
  );
}
