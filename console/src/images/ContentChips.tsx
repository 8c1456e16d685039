import { Button } from "@mantine/core";
import { Icon } from "../frame/Icon";
import type { Search } from "./ImagesPage";

interface ContentChipsProps {
  search: Search;
  narrow: (change: Search) => void;
}

/** What the images have to hold: set by a link from the lists of packages and vulnerabilities, and taken away here. */
export function ContentChips({ search, narrow }: ContentChipsProps) {
  const held = [search.package, search.packageVersion, search.packageType && `(${search.packageType})`];
  return (
    <>
      {search.package && (
        <Chip
          label={`package: ${held.filter(Boolean).join(" ")}`}
          remove={() => narrow({ package: undefined, packageVersion: undefined, packageType: undefined })}
        />
      )}
      {search.vulnerability && (
        <Chip label={`vulnerability: ${search.vulnerability}`} remove={() => narrow({ vulnerability: undefined })} />
      )}
    </>
  );
}

function Chip({ label, remove }: { label: string; remove: () => void }) {
  return (
    <Button
      variant="light"
      size="compact-sm"
      maw={420}
      rightSection={<Icon name="close" size={12} />}
      title={label}
      aria-label={`Take away the filter ${label}`}
      onClick={remove}
    >
      {label}
    </Button>
  );
}
