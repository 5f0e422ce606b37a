// Gives or takes a role.
import { words } from "../../text/console.ts";
import { useOperator } from "../operator.ts";
import { ReviewSheet } from "../review/review-sheet.tsx";
import type { ShownUser } from "./user-page.tsx";

export type RoleChange = {
  readonly role: "developer" | "admin";
  readonly grant: "give" | "take";
};

export type RoleSheetProps = {
  readonly user: ShownUser;
  readonly change: RoleChange;
  readonly onClose: () => void;
};

export function RoleSheet({ user, change, onClose }: RoleSheetProps) {
  const { http } = useOperator();
  const { role, grant } = change;
  const name = words.users.role[role];
  const gives = grant === "give";
  return (
    <ReviewSheet
      title={
        gives
          ? words.users.giveTitle(name, user.username)
          : words.users.takeTitle(name, user.username)
      }
      look={gives ? "primary" : "danger"}
      send={gives ? words.users.give : words.users.take}
      run={async () => {
        await http.value.setRole({ id: user.user_id, role, grant: gives });
        return gives ? words.users.given : words.users.taken;
      }}
      onClose={onClose}
    >
      <p>{words.users.roleHint[role]}</p>
    </ReviewSheet>
  );
}
