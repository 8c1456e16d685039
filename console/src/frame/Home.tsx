import { Navigate } from "@tanstack/react-router";
import { useCurrentSession } from "../api/queries";
import { DashboardPage } from "../dashboard/DashboardPage";
import { visible } from "./navigation";

/** Where a person begins: not everybody has a dashboard, a pipeline begins with the policies. */
export function Home() {
  const permissions = useCurrentSession().data?.permissions ?? [];
  const [first] = visible(permissions).flatMap(section => section.entries);
  return first && first.to !== "/" ? <Navigate to={first.to} replace /> : <DashboardPage />;
}
