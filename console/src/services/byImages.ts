import { useQuery } from "@tanstack/react-query";
import { api, body } from "../api/client";
import { useMay } from "../api/queries";

/** Names of the services that the scope of a policy can name: of the first 200 those that ask for images alone. */
export function useServicesByImages(): string[] {
  const services = useQuery({
    queryKey: ["services", "by images"],
    queryFn: ({ signal }) => body(api.GET("/services", { params: { query: { limit: 200 } }, signal })),
    enabled: useMay("services.read"),
  });
  return (services.data?.items ?? [])
    .filter(({ selection }) => {
      if (!selection) return false;
      const { images, projects, labels, engineLabels } = selection;
      const others = projects.length + Object.keys(labels).length + Object.keys(engineLabels).length;
      return images.length > 0 && others === 0;
    })
    .map(service => service.name);
}
