/**
 * A chart as a PNG, for channels that show pictures. The letters are those of a font of the machine; where it has none
 * with Chinese characters there are no pictures, which is said once.
 */
import { renderAsync } from '@resvg/resvg-js';
import type { Chart } from './chart.ts';
import type { Log } from './log.ts';

/** Draws charts. */
export interface ChartPainter {
  /** The bytes of a PNG; null where none can be drawn. Never throws. */
  paint(chart: Chart): Promise<Uint8Array | null>;
}

/** How many pixels of the picture one of the drawing takes, for screens with more than one. */
const SCALE = 2;
const BACKGROUND = '#fff';

/**
 * A painter; looks for a font when it first draws.
 *
 * @param canDraw whether the machine has Chinese letters; found out but in tests
 */
export function chartPainter(log: Log, canDraw: () => Promise<boolean> = hasChineseFont): ChartPainter {
  let known: Promise<boolean> | null = null;
  return {
    paint: async (chart) => {
      known ??= canDraw().then((can) => {
        if (!can) log.warn({}, '没有找到中文字体，比较的图不画：装上一种，如 fonts-noto-cjk，再重启');
        return can;
      });
      try {
        return (await known) ? await png(chart.svg) : null;
      } catch (err) {
        log.warn({ err }, '图没画成');
        return null;
      }
    },
  };
}

const png = async (svg: string): Promise<Uint8Array> => (await drawn(svg, SCALE)).asPng();

const drawn = (svg: string, scale: number) =>
  renderAsync(svg, {
    background: BACKGROUND,
    fitTo: { mode: 'zoom', value: scale },
    font: { loadSystemFonts: true },
  });

/** A font without a character draws the same box for all that it lacks, or nothing. */
async function hasChineseFont(): Promise<boolean> {
  const [one, other] = await Promise.all(
    ['科', '普'].map(async (character) => (await drawn(sample(character), 1)).pixels),
  );
  return one !== undefined && other !== undefined && Buffer.compare(one, other) !== 0;
}

const sample = (character: string): string =>
  `<svg xmlns="http://www.w3.org/2000/svg" width="32" height="32"><text y="26" font-size="26">${character}</text></svg>`;
