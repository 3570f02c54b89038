import { BrandMark } from '#components/ui/brand-mark.tsx';
import type { ReportModel } from '#lib/report/model.ts';
import { ReportPicture } from './report-picture.tsx';

export function ReportCover({ model }: { model: ReportModel }) {
  return (
    <header className="cover">
      <div className="topline">
        <span className="mark">
          <BrandMark />
          Watchpost
        </span>
        {model.classification === '' ? null : <span className="class">{model.classification}</span>}
      </div>
      <h1>{model.title}</h1>
      <p className="client">{model.client}</p>
      <ReportPicture picture={model.picture} />
      <dl className="colophon">
        {model.colophon.map((it) => (
          <div key={it.label}>
            <dt>{it.label}</dt>
            <dd>{it.value}</dd>
          </div>
        ))}
        <div className="wide">
          <dt>Evidence SHA-256</dt>
          <dd className="mono">{model.evidenceSha256}</dd>
        </div>
      </dl>
    </header>
  );
}

export function ReportContents({ model }: { model: ReportModel }) {
  return (
    <nav className="sheet toc" aria-label="Contents">
      <h1>Contents</h1>
      <ol>
        {model.sections.map((section) => (
          <li key={section.id}>
            <a href={`#${section.id}`}>
              {section.number} {section.title}
            </a>
            {section.id === 'findings' ? (
              <ol>
                {model.findings.map((it) => (
                  <li key={it.id}>
                    <a href={`#${it.id}`}>
                      {it.id} {it.title}
                    </a>
                  </li>
                ))}
              </ol>
            ) : null}
          </li>
        ))}
      </ol>
    </nav>
  );
}
