import type { Schemas } from "../api/client";

export type AssetKind = Schemas["AssetKind"];

export const kinds: Readonly<Record<AssetKind, string>> = {
  host: "host",
  image: "image",
  network: "network",
  service: "service",
  container: "container",
};

/** The labels that the product itself understands. */
export const keys = { "pci-scope": "PCI scope", purpose: "Purpose", owner: "Owner" } as const;
export type Key = keyof typeof keys;

export const scopes = {
  cde: "cde: stores, processes or transmits account data",
  connected: "connected: may talk to such an asset",
  security: "security: could affect its safety",
  out: "out: proven to be separate",
} as const;
