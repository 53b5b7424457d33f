/** The text of a report as HTML: headings, paragraphs, lists, tables, with what is known of each run of it. */
import type { Child, FC } from 'hono/jsx';
import type { Run } from './runs.ts';
import type { ShownTable, TableLine } from './tables.ts';
import type { Part } from './view.ts';

/** The parts of a page, list items that follow each other in one list. */
export const Body: FC<{ readonly parts: readonly Part[] }> = ({ parts }) => {
  const shown: Child[] = [];
  for (let at = 0; at < parts.length; at++) {
    const part = parts[at] as Part;
    if (part.kind !== 'item') {
      shown.push(<Shown part={part} />);
      continue;
    }
    const items: Child[] = [];
    for (; parts[at]?.kind === 'item'; at++) {
      const item = parts[at];
      if (item?.kind === 'item')
        items.push(
          <li>
            <Runs runs={item.runs} />
          </li>,
        );
    }
    at--;
    shown.push(<ul class="items">{items}</ul>);
  }
  return <>{shown}</>;
};

const Shown: FC<{ readonly part: Part }> = ({ part }) => {
  switch (part.kind) {
    case 'heading': {
      const Tag = `h${part.level}` as 'h2';
      return (
        <Tag id={part.anchor}>
          <Runs runs={part.runs} />
        </Tag>
      );
    }
    case 'table':
      return <Table table={part.table} />;
    default:
      return (
        <p class={part.kind === 'paragraph' ? undefined : part.kind}>
          <Runs runs={part.runs} />
        </p>
      );
  }
};

const Table: FC<{ readonly table: ShownTable }> = ({ table: { labelHead, columns, lines } }) => {
  const hasHead = columns.some((head) => head !== '');
  return (
    <section class="scroll" tabindex={0} aria-label={labelHead || columns.filter(Boolean).join('、') || '表'}>
      <table>
        {hasHead ? (
          <thead>
            <tr>
              <th scope="col">{labelHead}</th>
              {columns.map((head) => (
                <th scope="col">{head}</th>
              ))}
            </tr>
          </thead>
        ) : null}
        <tbody>
          {lines.map((line) => (
            <Line line={line} />
          ))}
        </tbody>
      </table>
    </section>
  );
};

const Line: FC<{ readonly line: TableLine }> = ({ line: { label, isPart, cells } }) => (
  <tr>
    <th scope="row" class={isPart ? 'part' : undefined}>
      <Runs runs={label} />
    </th>
    {cells.map((cell) => (
      <td>{cell ? <Runs runs={cell} /> : null}</td>
    ))}
  </tr>
);

/** Runs one after another. A figure can be pointed at or tapped, and is no stop for the keyboard. */
export const Runs: FC<{ readonly runs: readonly Run[] }> = ({ runs }) => (
  <>
    {runs.map(({ text, anchor, figure, isMarked }) => {
      const words = isMarked ? <mark>{text}</mark> : text;
      const told = figure ? (
        <span class="figure" tabindex={-1} data-told={figure}>
          {words}
        </span>
      ) : (
        words
      );
      return anchor ? (
        <>
          <span class="anchor" id={`p-${anchor}`} />
          {told}
        </>
      ) : (
        told
      );
    })}
  </>
);
