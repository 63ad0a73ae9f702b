import type { LawCard, PairShown, Piece, Threshold } from "../api/types";
import { Figure } from "../charts/figure";
import { scale, ticks } from "../charts/scale";
import { Sized } from "../charts/sized";
import { langOf } from "../parts/text";
import { words } from "../words";
import { percent } from "./percent";

/** Two laws: how much of the one stands in the other, and every passage beside its source. */
export function SideBySideLaws({ found }: { found: PairShown }) {
  const w = words().laws;
  return (
    <>
      <h2 lang={langOf(found.headline)}>{found.headline}</h2>
      <p class="note" lang={langOf(found.direction)}>
        {found.direction} {found.back}
      </p>
      {found.notes.map((one) => (
        <p key={one} class="note" lang={langOf(one)}>
          {one}
        </p>
      ))}
      <div class="law-cards">
        <Card name={w.inLaw} card={found.law} language={found.language} />
        <Card name={w.inSource} card={found.source} language={found.language} />
      </div>
      <Figure
        title={w.thresholds}
        caption={w.thresholdsNote}
        source={`${found.law.title} · ${found.source.title}`}
        heading="h2"
        rows={() =>
          found.thresholds.map((one) => ({
            least_words: one.least,
            share: one.share.estimate,
            low: one.share.low,
            high: one.share.high,
            without_boilerplate: one.without_boilerplate.estimate,
            word_for_word: one.word_for_word,
            passages: one.passages,
          }))
        }
      >
        <Sized least={320}>{(width) => <Thresholds found={found.thresholds} width={Math.min(width, 820)} />}</Sized>
      </Figure>
      <section>
        <h2>{w.side}</h2>
        <p class="note">{w.sideNote}</p>
        {found.passages.map((one) => (
          <article key={one.number} class="passage" data-passage={one.number}>
            <p class="by">
              <strong>{one.number}</strong> {w.length(one.words)}
              {one.reworded && <> · {w.reworded}</>} · {w.substantive(one.substantive)}
            </p>
            <Text heading={one.article} pieces={one.left} language={found.language} />
            <Text heading={one.source_article} pieces={one.right} language={found.language} />
          </article>
        ))}
        {found.left_out > 0 && <p class="note">{w.more(found.left_out)}</p>}
      </section>
    </>
  );
}

function Card({ name, card, language }: { name: string; card: LawCard; language: string }) {
  return (
    <div>
      <p class="kicker">{name}</p>
      <h3 lang={language}>{card.title}</h3>
      <dl class="facts">
        {card.facts.map(([fact, value]) => (
          <div key={fact}>
            <dt>{fact}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </div>
  );
}

function Text({ heading, pieces, language }: { heading: string; pieces: Piece[]; language: string }) {
  return (
    <div lang={language}>
      {heading && <h3>{heading}</h3>}
      <p class="law-text">
        {pieces.map((one, place) => (one.same ? one.text : <span key={place} class="changed">{one.text}</span>))}
      </p>
    </div>
  );
}

const HIGH = 30;

function Thresholds({ found, width }: { found: Threshold[]; width: number }) {
  const w = words().laws;
  const most = Math.max(0.01, ...found.map((one) => one.share.high ?? one.share.estimate ?? 0));
  const right = width > 560 ? 250 : 130;
  const x = scale(0, most, 84, width - right);
  const told = (one: Threshold) =>
    one.share.low === null || one.share.high === null
      ? percent(one.share.estimate)
      : `${percent(one.share.estimate)} (${percent(one.share.low).replace(" %", "")}–${percent(one.share.high)})`;
  return (
    <svg class="dots thresholds" viewBox={`0 0 ${width} ${HIGH * found.length + 26}`} style={{ maxWidth: `${width}px` }} role="img" aria-label={found.map((one) => `${w.words(one.least)}: ${told(one)}`).join("; ")}>
      {ticks(0, most, 4).map((one) => (
        <g key={one}>
          <line class="grid" x1={x(one)} x2={x(one)} y1="0" y2={HIGH * found.length} />
          <text class="tick" x={x(one)} y={HIGH * found.length + 18} text-anchor="middle">
            {`${Math.round(one * 1000) / 10} %`}
          </text>
        </g>
      ))}
      {found.map((one, place) => {
        const y = HIGH * (place + 0.5);
        return (
          <g key={one.least}>
            <text x="0" y={y + 4}>
              {w.words(one.least)}
            </text>
            {one.share.low !== null && one.share.high !== null && <line class="range" x1={x(one.share.low)} x2={x(one.share.high)} y1={y} y2={y} />}
            {one.without_boilerplate.estimate !== null && <circle class="was" cx={x(one.without_boilerplate.estimate)} cy={y} r="4.5" />}
            {one.share.estimate !== null && <circle class="then" cx={x(one.share.estimate)} cy={y} r="4.5" />}
            <text x={width - right + 14} y={y + 4}>
              {told(one)}
              {width > 560 && <tspan class="tick">{`  ${w.passages(one.passages)}`}</tspan>}
            </text>
          </g>
        );
      })}
    </svg>
  );
}
