import { FilterChip } from "../table/FilterChip";
import type { Search } from "./ImagesPage";

interface ContentChipsProps {
  search: Search;
  narrow: (change: Search) => void;
}

/** What the images have to hold: set by a link from other lists, and taken away here. */
export function ContentChips({ search, narrow }: ContentChipsProps) {
  const held = [search.package, search.packageVersion, search.packageType && `(${search.packageType})`];
  return (
    <>
      {search.package && (
        <FilterChip
          label={`package: ${held.filter(Boolean).join(" ")}`}
          remove={() => narrow({ package: undefined, packageVersion: undefined, packageType: undefined })}
        />
      )}
      {search.repository && (
        <FilterChip label={`repository: ${search.repository}`} remove={() => narrow({ repository: undefined })} />
      )}
      {search.vulnerability && (
        <FilterChip
          label={`vulnerability: ${search.vulnerability}`}
          remove={() => narrow({ vulnerability: undefined })}
        />
      )}
      {search.exception && (
        <FilterChip label="judged with one exception" remove={() => narrow({ exception: undefined })} />
      )}
    </>
  );
}
