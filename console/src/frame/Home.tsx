import { Navigate } from "@tanstack/react-router";
import { useCurrentSession } from "../api/queries";
import { DashboardPage } from "../dashboard/DashboardPage";
import { visible } from "./navigation";

/** Where a person begins: not everybody has a dashboard, a pipeline begins with the policies, and who sees nothing with
 *  the own account. */
export function Home() {
  const permissions = useCurrentSession().data?.permissions ?? [];
  const [first] = visible(permissions).flatMap(section => section.entries);
  if (!first) return <Navigate to="/account" replace />;
  return first.to === "/" ? <DashboardPage /> : <Navigate to={first.to} replace />;
}
